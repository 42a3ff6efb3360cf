namespace NFlow.Runtime.Sessions;

/// <summary>Something that is worth writing when a session is written anyway.</summary>
internal interface ISessionAddition
{
    /// <summary>Called when the session is about to be written.</summary>
    void AddTo(RunSession session);
}
