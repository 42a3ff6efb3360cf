namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Reading an argument raised an error in the script world; the worker has it, and raises it again where the call was made.</summary>
internal sealed class ArgumentReadException() : NFlowException("Reading an argument failed in the script.");
