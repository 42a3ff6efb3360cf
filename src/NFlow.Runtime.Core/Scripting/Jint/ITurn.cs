namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A piece of script execution between two waits. Never throws.</summary>
internal interface ITurn
{
    void Execute();
}
