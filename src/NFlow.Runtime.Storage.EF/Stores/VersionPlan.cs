namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>How the version of an app is read.</summary>
/// <param name="StampsSql">Reads the row stamps; null when the content must be hashed.</param>
/// <param name="AppSql">Reads the app's content.</param>
/// <param name="ModulesSql">Reads the modules' content.</param>
internal sealed record VersionPlan(string? StampsSql, string AppSql, string ModulesSql);
