"""The bundled sample: 153 check items and an invented supplier's answers, all in our own words, and the workbook made of them."""
