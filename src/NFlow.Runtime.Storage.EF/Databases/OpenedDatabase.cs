namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>A source of contexts.</summary>
/// <param name="Contexts">Creates the contexts.</param>
/// <param name="Lifetime">What must live as long as the database is used, if anything.</param>
internal sealed record OpenedDatabase(IContextSource Contexts, IDisposable? Lifetime = null);
