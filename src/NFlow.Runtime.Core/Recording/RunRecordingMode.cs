namespace NFlow.Runtime.Recording;

/// <summary>Which runs are recorded.</summary>
public enum RunRecordingMode
{
    /// <summary>Those whose request carries the token in header <c>X-NFlow-Record</c>.</summary>
    OnRequest,

    /// <summary>Every run is watched; those that fail are written.</summary>
    Failures,

    /// <summary>All. For development.</summary>
    All,
}
