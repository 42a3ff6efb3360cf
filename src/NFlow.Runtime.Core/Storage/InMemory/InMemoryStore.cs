using System.Collections.Concurrent;
using System.Globalization;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.InMemory;

/// <summary>Apps, modules, templates, users and tokens in memory: for tests, and for hosts that fill them at start. Thread-safe.</summary>
public sealed class InMemoryStore : IAppStore, IModuleStore, ITemplateStore, IUserStore, ITokenStore
{
    private readonly ConcurrentDictionary<string, AppDocument> _apps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModuleDefinition> _modules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UserRecord> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, TokenRecord> _tokens = new();
    private long _version;

    /// <summary>Adds or replaces a module.</summary>
    /// <param name="module">The module.</param>
    public void Put(ModuleDefinition module)
    {
        _modules[module.Name] = module;
        Interlocked.Increment(ref _version);
    }

    /// <summary>Adds or replaces an app.</summary>
    /// <param name="document">The document.</param>
    public void Put(AppDocument document)
    {
        _apps[document.Name] = document;
        Interlocked.Increment(ref _version);
    }

    /// <summary>Adds or replaces a template.</summary>
    /// <param name="name">Name.</param>
    /// <param name="text">Text.</param>
    public void PutTemplate(string name, string text) => _templates[name] = text;

    /// <summary>Adds or replaces a token.</summary>
    /// <param name="token">The token; found by its id.</param>
    public void Put(TokenRecord token) => _tokens[token.Id] = token;

    /// <inheritdoc/>
    ValueTask<AppDocument?> IAppStore.FindAsync(string name, CancellationToken cancellationToken) => new(_apps.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<string?> ReadVersionAsync(string name, CancellationToken cancellationToken) =>
        new(_apps.ContainsKey(name) ? Interlocked.Read(ref _version).ToString(CultureInfo.InvariantCulture) : null);

    /// <inheritdoc/>
    public ValueTask SaveAsync(AppDocument document, CancellationToken cancellationToken)
    {
        Put(document);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleDefinition>> ListAsync(CancellationToken cancellationToken) =>
        new([.. _modules.Values.OrderBy(module => module.Name, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    ValueTask<string?> ITemplateStore.FindAsync(string name, CancellationToken cancellationToken) => new(_templates.GetValueOrDefault(name));

    /// <inheritdoc/>
    ValueTask<UserRecord?> IUserStore.FindAsync(string name, CancellationToken cancellationToken) => new(_users.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask SaveAsync(UserRecord user, CancellationToken cancellationToken)
    {
        _users.AddOrUpdate(user.Name, static (_, added) => added, static (_, old, added) => added with { Id = old.Id }, user with { Id = _users.Count + 1 });
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TokenRecord>> ListAsync(string name, CancellationToken cancellationToken) =>
        new([.. _tokens.Values.Where(token => token.Name == name).OrderBy(token => token.Id)]);
}
