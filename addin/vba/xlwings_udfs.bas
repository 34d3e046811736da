Attribute VB_Name = "xlwings_udfs"
' Written by addin/build.py with the generator of xlwings. Do not edit here.
Option Explicit
#Const App = "Microsoft Excel"
Function JAMA_JUDGE(score, evidence, Optional condition, Optional criteria, Optional as_of)
    #If App = "Microsoft Excel" Then
        If TypeOf Application.Caller Is Range Then On Error GoTo failed
        JAMA_JUDGE = XLPy.CallUDF("jama_checksheet.udf", "JAMA_JUDGE", Array(score, evidence, condition, criteria, as_of), ActiveWorkbook, Application.Caller)
        Exit Function
    #Else
        JAMA_JUDGE = XLPy.CallUDF("jama_checksheet.udf", "JAMA_JUDGE", Array(score, evidence, condition, criteria, as_of))
        Exit Function
    #End If
failed:
    JAMA_JUDGE = Err.Description
End Function

Function JAMA_OWNER(area)
    #If App = "Microsoft Excel" Then
        If TypeOf Application.Caller Is Range Then On Error GoTo failed
        JAMA_OWNER = XLPy.CallUDF("jama_checksheet.udf", "JAMA_OWNER", Array(area, Nothing), ActiveWorkbook, Application.Caller)
        Exit Function
    #Else
        JAMA_OWNER = XLPy.CallUDF("jama_checksheet.udf", "JAMA_OWNER", Array(area, Nothing))
        Exit Function
    #End If
failed:
    JAMA_OWNER = Err.Description
End Function

