namespace NFlow.Runtime.Scripting;

/// <summary>What limits are called in messages.</summary>
internal static class LimitNames
{
    public const string Operations = "operations";
    public const string Time = "execution time (ms)";
    public const string Deadline = "run deadline (ms)";
    public const string Memory = "memory (bytes)";
    public const string Recursion = "recursion depth";
    public const string Stack = "stack depth";
    public const string ArrayLength = "array length";
    public const string StringLength = "string length";
    public const string Regex = "regular expression time (ms)";
    public const string WorkerMemory = "worker memory (bytes)";
    public const string Payload = "payload size (bytes)";
    public const string Response = "response size (bytes)";
    public const string FormState = "size of session nflow_form (MaxSessionPartLength)";
    public const string Steps = "nodes in one run";
}
