Attribute VB_Name = "JamaPoints"
Option Explicit
Option Private Module

' Going from point to point and confirming one: in VBA alone, so that it answers at once.

Private Const HEADER_ROWS As Long = 60
Private Const HEADER_COLUMNS As Long = 300

' Select the mark of the next point that nobody has confirmed: direction 1 is down, -1 is up.
Public Sub MoveToPoint(ByVal direction As Long)
    Dim marks As Range
    Dim found As Long
    Set marks = MarkCells()
    If marks Is Nothing Then
        Say "no_columns"
        Exit Sub
    End If
    found = OpenRow(marks, FirstRow(marks, direction), direction)
    If found = 0 Then
        If direction > 0 Then
            Say "no_next"
        Else
            Say "no_previous"
        End If
        Exit Sub
    End If
    marks.Worksheet.Activate
    marks.Worksheet.Cells(found, marks.Column).Select
End Sub

' Put "confirmed" into the mark of the selected row.
Public Sub ConfirmThisRow()
    Dim marks As Range
    Dim mark As Range
    Set marks = MarkCells()
    If marks Is Nothing Then
        Say "no_columns"
        Exit Sub
    End If
    If Not IsOnSheet(marks) Then
        Say "choose_row"
        Exit Sub
    End If
    If ActiveCell.Row < marks.Row Or ActiveCell.Row > LastRow(marks) Then
        Say "choose_row"
        Exit Sub
    End If
    Set mark = marks.Worksheet.Cells(ActiveCell.Row, marks.Column)
    If TextOf(mark.Value) = T("confirmed") Then
        Say "already_confirmed"
    ElseIf Not IsOpen(mark.Value) Then
        Say "no_point_here"
    Else
        On Error GoTo Refused
        mark.Value = T("confirmed")
    End If
    Exit Sub
Refused:
    Say "not_written"
End Sub

' The cells of the column with our marks: of the active sheet, else where the book's name for our columns points.
Private Function MarkCells() As Range
    Dim named As Range
    If ActiveWorkbook Is Nothing Then Exit Function
    Set named = MarksByName()
    If Not named Is Nothing Then
        If IsOnSheet(named) Then
            Set MarkCells = named
            Exit Function
        End If
    End If
    Set MarkCells = MarksByHeader()
    If MarkCells Is Nothing Then Set MarkCells = named
End Function

' The column of that header inside the range that the book's name covers; Excel moves the name along with the columns.
Private Function MarksByName() As Range
    Dim area As Range
    Dim place As Long
    On Error Resume Next
    Set area = ActiveWorkbook.Names(T("columns_name")).RefersToRange
    On Error GoTo 0
    If area Is Nothing Then Exit Function
    If area.Rows.Count < 2 Then Exit Function
    For place = 1 To area.Columns.Count
        If TextOf(area.Cells(1, place).Value) = T("header_mark") Then
            Set MarksByName = area.Worksheet.Range(area.Cells(2, place), area.Cells(area.Rows.Count, place))
            Exit Function
        End If
    Next place
End Function

' Without the name: our mark column has its header directly left of the header of the points.
Private Function MarksByHeader() As Range
    Dim sheet As Worksheet
    Dim values As Variant
    Dim bottom As Long
    Dim width As Long
    Dim r As Long
    Dim c As Long
    If TypeName(ActiveSheet) <> "Worksheet" Then Exit Function
    Set sheet = ActiveSheet
    ' Formats alone may reach to the sheet's end, so what is read has a limit.
    bottom = Smaller(sheet.UsedRange.Row + sheet.UsedRange.Rows.Count - 1, HEADER_ROWS)
    width = Smaller(sheet.UsedRange.Column + sheet.UsedRange.Columns.Count - 1, HEADER_COLUMNS)
    If bottom < 2 Or width < 2 Then Exit Function
    values = sheet.Range(sheet.Cells(1, 1), sheet.Cells(bottom, width)).Value
    For r = 1 To bottom
        For c = 1 To width - 1
            If TextOf(values(r, c)) = T("header_mark") Then
                If TextOf(values(r, c + 1)) = T("header_points") Then
                    Set MarksByHeader = CellsBelow(sheet, r, c)
                    Exit Function
                End If
            End If
        Next c
    Next r
End Function

' From the row below down to the last cell of the column with something in it.
Private Function CellsBelow(ByVal sheet As Worksheet, ByVal r As Long, ByVal c As Long) As Range
    Dim last As Long
    last = sheet.Cells(sheet.Rows.Count, c).End(xlUp).Row
    If last <= r Then last = r + 1
    Set CellsBelow = sheet.Range(sheet.Cells(r + 1, c), sheet.Cells(last, c))
End Function

Private Function Smaller(ByVal one As Long, ByVal other As Long) As Long
    Smaller = one
    If other < one Then Smaller = other
End Function

' The next row with an open mark; rows that a filter hides are passed over. 0 where there is none.
Private Function OpenRow(ByVal marks As Range, ByVal first As Long, ByVal direction As Long) As Long
    Dim r As Long
    r = first
    Do While r >= marks.Row And r <= LastRow(marks)
        If IsOpen(marks.Worksheet.Cells(r, marks.Column).Value) Then
            If Not marks.Worksheet.Rows(r).Hidden Then
                OpenRow = r
                Exit Function
            End If
        End If
        r = r + direction
    Loop
End Function

' Where the search begins: beside the selected cell, or at the end of the list that lies in the way.
Private Function FirstRow(ByVal marks As Range, ByVal direction As Long) As Long
    Dim r As Long
    If direction > 0 Then
        r = marks.Row
    Else
        r = LastRow(marks)
    End If
    If IsOnSheet(marks) Then
        If direction > 0 Then
            If ActiveCell.Row >= marks.Row Then r = ActiveCell.Row + 1
        Else
            If ActiveCell.Row <= LastRow(marks) Then r = ActiveCell.Row - 1
        End If
    End If
    FirstRow = r
End Function

Private Function IsOnSheet(ByVal marks As Range) As Boolean
    IsOnSheet = (ActiveSheet.Name = marks.Worksheet.Name)
End Function

Private Function LastRow(ByVal cells As Range) As Long
    LastRow = cells.Row + cells.Rows.Count - 1
End Function

' Only the tool's own marks are open points; what else people write there is theirs.
Private Function IsOpen(ByVal mark As Variant) As Boolean
    If Len(TextOf(mark)) = 1 Then IsOpen = (InStr(T("open_marks"), TextOf(mark)) > 0)
End Function

Private Function TextOf(ByVal value As Variant) As String
    If Not IsError(value) Then TextOf = Trim(CStr(value))
End Function
