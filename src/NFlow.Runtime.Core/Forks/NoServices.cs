namespace NFlow.Runtime.Forks;

/// <summary>Stands in until a waiting branch gets its own scope.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static NoServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
