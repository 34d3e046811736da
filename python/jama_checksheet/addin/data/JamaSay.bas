Attribute VB_Name = "JamaSay"
Option Explicit
Option Private Module

' Tell the user the text with that key.
Public Sub Say(ByVal key As String)
    MsgBox T(key), vbInformation, T("title")
End Sub
