namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Tables that remember which migrations were applied.</summary>
internal static class SchemaHistory
{
    /// <summary>Present only where this runtime created the designer's tables.</summary>
    public const string Designer = "nflow_runtime_designer_migrations";

    public const string Runtime = "nflow_runtime_migrations";
}
