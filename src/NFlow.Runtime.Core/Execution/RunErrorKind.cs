namespace NFlow.Runtime.Execution;

/// <summary>What kind of thing went wrong in a run. Adapters map each kind to one answer.</summary>
public enum RunErrorKind
{
    /// <summary>No starter matches the request (HTTP 404).</summary>
    NotFound,

    /// <summary>The app could not be loaded and there is no earlier good version (HTTP 503).</summary>
    AppUnavailable,

    /// <summary>A node requires authentication and nothing can decide about it (HTTP 401).</summary>
    AuthenticationRequired,

    /// <summary>The session's run has not offered the node at which the request wants to resume (HTTP 409).</summary>
    ResumeRefused,

    /// <summary>The request body is larger than allowed (HTTP 413) or malformed (HTTP 400).</summary>
    BadRequest,

    /// <summary>A starter was run as a step (HTTP 500, reference wording).</summary>
    StarterIsNotAStep,

    /// <summary>No step is registered for the node's type (HTTP 500, reference wording).</summary>
    UnknownStepType,

    /// <summary>The node names a module that does not exist (HTTP 500).</summary>
    UnknownModule,

    /// <summary>A chosen port leads to a node that is not in the flow (HTTP 500).</summary>
    MissingNode,

    /// <summary>A script threw, did not compile or defined nothing to run (HTTP 500).</summary>
    Script,

    /// <summary>A step written in C# threw (HTTP 500).</summary>
    Step,

    /// <summary>A limit was exceeded (HTTP 408).</summary>
    Limit,

    /// <summary>No script slot became free in time (HTTP 503 with Retry-After).</summary>
    Busy,

    /// <summary>Someone ended the run on purpose (HTTP 503).</summary>
    Killed,

    /// <summary>The host is stopping (HTTP 503).</summary>
    Stopping,

    /// <summary>A store did not answer (HTTP 503).</summary>
    Storage,
}
