"""Departments by mail: the manifest of a distribution, passwords and encryption, messages and the ways to send them."""
