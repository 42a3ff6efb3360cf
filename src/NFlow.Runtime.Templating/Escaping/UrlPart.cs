namespace NFlow.Runtime.Templating.Escaping;

internal enum UrlPart : byte
{
    /// <summary>At the start, or not in a URL.</summary>
    None,

    /// <summary>In the scheme, authority or path.</summary>
    PreQuery,

    QueryOrFragment,

    /// <summary>Branches disagree.</summary>
    Unknown,
}
