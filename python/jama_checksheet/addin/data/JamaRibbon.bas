Attribute VB_Name = "JamaRibbon"
Option Explicit

' The ribbon's callbacks: one Sub per command, named as its ribbon id. Keep this file 7-bit ASCII: Japanese
' lives in the ribbon XML, in Python and in JamaText, because the VBA editor reads sources in the PC's own code page.

Private Const PYTHON_MODULE As String = "jama_checksheet.ribbon"
' On a PC without Python, `install` of the one-folder program (addin/frozen) writes its path under this key.
Private Const FROZEN_SETTING As String = "JAMA_FROZEN"

Private tabOfAddIn As IRibbonUI

' The add-in's ribbon hands over its handle, so that the tab can be asked for again.
Public Sub RibbonLoaded(ui As IRibbonUI)
    Set tabOfAddIn = ui
End Sub

' The add-in's tab hides while the active book carries its own.
Public Sub ShowTab(control As IRibbonControl, ByRef returnedVal)
    returnedVal = Not CarriesOwnTab()
End Sub

Public Sub RefreshTab()
    If Not tabOfAddIn Is Nothing Then tabOfAddIn.Invalidate
End Sub

Public Function CarriesOwnTab() As Boolean
    Dim markName As String
    Dim hasMacros As Boolean
    If ActiveWorkbook Is Nothing Then Exit Function
    ' The book keeps the name when it is saved without macros, so both must be there.
    hasMacros = True
    On Error Resume Next
    hasMacros = ActiveWorkbook.HasVBProject
    markName = ActiveWorkbook.Names("jama_ribbon").Name
    On Error GoTo 0
    CarriesOwnTab = hasMacros And (markName <> "")
End Function

Public Sub Start(control As IRibbonControl)
    RunAction "start"
End Sub

Public Sub RunAll(control As IRibbonControl)
    RunAction "run_all"
End Sub

Public Sub PreviousPoint(control As IRibbonControl)
    MoveToPoint -1
End Sub

Public Sub NextPoint(control As IRibbonControl)
    MoveToPoint 1
End Sub

Public Sub ConfirmPoint(control As IRibbonControl)
    ConfirmThisRow
End Sub

Public Sub ShowSummary(control As IRibbonControl)
    RunAction "show_summary"
End Sub

Public Sub SplitSheets(control As IRibbonControl)
    RunAction "split_sheets"
End Sub

Public Sub DraftMails(control As IRibbonControl)
    RunAction "draft_mails"
End Sub

Public Sub CollectAnswers(control As IRibbonControl)
    RunAction "collect_answers"
End Sub

Public Sub RemindDepartments(control As IRibbonControl)
    RunAction "remind_departments"
End Sub

Public Sub SubmitAnswers(control As IRibbonControl)
    RunAction "submit_answers"
End Sub

Public Sub CheckRow(control As IRibbonControl)
    RunAction "check_row"
End Sub

Public Sub ShowSuggestions(control As IRibbonControl)
    RunAction "show_suggestions"
End Sub

Public Sub InsertStarter(control As IRibbonControl)
    RunAction "insert_starter"
End Sub

Public Sub PrepareLists(control As IRibbonControl)
    RunAction "prepare_lists"
End Sub

Public Sub AssignOwners(control As IRibbonControl)
    RunAction "assign_owners"
End Sub

Public Sub ExportPdf(control As IRibbonControl)
    RunAction "export_pdf"
End Sub

Public Sub UndoLast(control As IRibbonControl)
    RunAction "undo_last"
End Sub

Public Sub RemoveOurs(control As IRibbonControl)
    RunAction "remove_ours"
End Sub

Public Sub OpenSettings(control As IRibbonControl)
    RunAction "open_settings"
End Sub

Public Sub OpenHelp(control As IRibbonControl)
    RunAction "open_help"
End Sub

Public Sub ShowVersion(control As IRibbonControl)
    RunAction "show_version"
End Sub

' Python does the work and tells its outcome itself; here only what keeps Python from starting is told.
Private Sub RunAction(ByVal functionName As String)
    Dim outcome As Variant
    Dim program As String
    If ActiveWorkbook Is Nothing Then
        Say "no_book"
        Exit Sub
    End If
    On Error GoTo Blocked
    program = GetConfig(FROZEN_SETTING, "")
    If program = "" Then
        outcome = RunPython("import " & PYTHON_MODULE & " as ribbon; ribbon." & functionName & "()")
    Else
        RunFrozenPython program, functionName
    End If
    On Error GoTo 0
    If Not IsEmpty(outcome) Then
        If outcome = -1 Then Say "python_failed"
    End If
    Exit Sub
Blocked:
    Say "python_blocked"
End Sub
