using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Sessions;

/// <summary>Reads a run's session before it and writes it after: one read, at most one write, all parts or none.</summary>
internal sealed class SessionGateway(ISessionStore store, SessionUpkeep upkeep, IOptions<NFlowOptions> options, TimeProvider time)
{
    private const string LifePart = RunSession.ReservedPrefix + "life";
    private const string UntilKey = "until";

    private readonly NFlowOptions _options = options.Value;

    /// <summary>Reads the client's session; an empty one when the client brought none or it has expired.</summary>
    public ValueTask<RunSession> OpenAsync(WorkflowRequest request, FormState form, CancellationToken cancellationToken) =>
        request.SessionId is { Length: > 0 } id
            ? LoadAsync(id, form, cancellationToken)
            : new(new RunSession(null, FrozenDictionary<string, string>.Empty, form));

    /// <summary>Writes what changed. A session in use is also written when half its life has passed, so that it does not end under the client's hands.</summary>
    /// <exception cref="RunFailedException">A part is larger than allowed.</exception>
    /// <exception cref="StorageException">The store did not answer.</exception>
    public ValueTask SaveAsync(RunSession session, WorkflowResponse response, CancellationToken cancellationToken) =>
        session.HasChanges || (session.RenewsId && session.Id is not null) || NeedsExtension(session)
            ? WriteAsync(session, response, cancellationToken)
            : default;

    private async ValueTask<RunSession> LoadAsync(string id, FormState form, CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(id, cancellationToken).ConfigureAwait(false);
        // An id the store does not know is not reused: a client must not be able to choose one.
        return stored is null
            ? new RunSession(null, FrozenDictionary<string, string>.Empty, form)
            : new RunSession(id, stored, form);
    }

    private async ValueTask WriteAsync(RunSession session, WorkflowResponse response, CancellationToken cancellationToken)
    {
        upkeep.Start();
        var until = time.GetUtcNow() + _options.SessionLifetime;
        session.Write(LifePart, UntilKey, JsonSerializer.SerializeToElement(until.ToUnixTimeSeconds()));
        var changes = session.Changes();
        foreach (var (part, json) in changes)
            if (json?.Length > _options.MaxSessionPartLength)
                throw LimitFailure.Create(new LimitExcess($"size of session {part} (MaxSessionPartLength)", _options.MaxSessionPartLength, json.Length));

        var oldId = session.Id;
        var id = session.TakeId();
        await store.SaveAsync(id, changes, until, cancellationToken).ConfigureAwait(false);
        if (oldId == id)
            return;
        response.IssueSession(id);
        if (oldId is not null)
            await store.DeleteAsync(oldId, cancellationToken).ConfigureAwait(false);
    }

    private bool NeedsExtension(RunSession session)
    {
        if (session.Id is null || !session.IsStored(LifePart))
            return false;
        var until = session.ReadStored(LifePart).GetProperty(UntilKey).GetInt64();
        return until - time.GetUtcNow().ToUnixTimeSeconds() < _options.SessionLifetime.TotalSeconds / 2;
    }
}
