Option Explicit

Private WithEvents excelApp As Application

Private Sub Workbook_Open()
    Set excelApp = Application
    DescribeFunctions
End Sub

' Another book is in front: the tab shows or hides.
Private Sub excelApp_WorkbookActivate(ByVal Wb As Workbook)
    RefreshTab
End Sub
