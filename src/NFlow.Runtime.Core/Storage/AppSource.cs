using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage;

/// <summary>All that an app is compiled from, as it was at one moment.</summary>
/// <param name="Document">The document with its default script.</param>
/// <param name="Modules">The modules its nodes may name.</param>
/// <param name="Version">What <see cref="IAppStore.ReadVersionAsync"/> answers for this state.</param>
public sealed record AppSource(AppDocument Document, IReadOnlyList<ModuleDefinition> Modules, string Version);
