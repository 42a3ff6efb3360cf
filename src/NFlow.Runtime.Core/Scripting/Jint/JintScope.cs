using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The script world of one run: one engine, one budget, one script at a time.</summary>
/// <remarks>
/// Invariants. S1: the engine is touched only inside a turn, and at most one turn of a scope runs at any time. S2: every turn charges the
/// same budget. S3: a scope whose budget is exceeded, that was stopped or whose turn was lost runs nothing ever again.
/// S4: a turn never throws; what it leaves is in <see cref="_completion"/> or <see cref="_failure"/>.
/// </remarks>
internal sealed partial class JintScope(JintScriptEngine owner, RunContext run) : IScriptScope, ITurn
{
    private static readonly Prepared<global::Acornima.Ast.Script> Settle = Engine.PrepareScript(
        "(async function(promise,resolved,rejected){let value;try{value=await promise}catch(error){rejected(error);return}resolved(value)})", "nflow");

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private readonly long _started = owner.Time.GetTimestamp();
    private readonly Lock _turn = new();
    private readonly HostCalls _calls = new();
    private Engine? _engine;
    private KeptEngine? _kept;
    private bool _isKeeping;
    private ScriptJson? _json;
    private HashSet<string>? _functions;
    private Action? _start;
    private Action? _work;
    private JintScript _script = null!;
    private ScriptFrame _frame;
    private ScriptCompletion? _completion;
    private Exception? _failure;
    private RunFailedException? _abort;
    private CancellationToken _cancellationToken;
    private bool _isTainted;
    private bool _isLost;
    private bool _hasFailed;
    private bool _isDisposed;
    private ScriptPayload? _payload;
    private PlainReplace? _plainReplace;
    private HashSet<ObjectInstance>? _joining;

    public RunContext Run => run;

    public Engine Engine => _engine!;

    public ScriptBudget Budget { get; private set; } = null!;

    public ScriptGlobals Globals { get; private set; } = null!;

    public ScriptRealm Realm { get; private set; } = null!;

    public ScriptJson Json => _json ??= new ScriptJson(this, Engine, owner.Limits);

    /// <summary>Turns a value that a form entry kept into JSON.</summary>
    public Func<object, JsonElement> ToJsonOfValue => field ??= value => ToJson((JsValue)value);

    /// <inheritdoc/>
    public ValueTask<ScriptCompletion> RunAsync(CompiledScript script, ScriptFrame frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfDead();
        _script = (JintScript)script;
        _frame = frame;
        _cancellationToken = cancellationToken;
        _completion = null;
        _failure = null;
        _work = _start ??= Start;
        if (_isKeeping && _script.Traceless is null)
            LeaveKept();
        var isQuick = IsQuick(_script);
        _isTainted |= !isQuick;
        if (!isQuick || !owner.Gate.TryEnter())
            return RunOnThreadAsync();

        try
        {
            Execute();
        }
        finally
        {
            owner.Gate.Exit();
        }

        return IsSettled ? new(Complete()) : AwaitHostAsync();
    }

    /// <summary>Executes the piece of work that is due. Called by whoever gave this scope a thread.</summary>
    public void Execute() => _failure = TakeTurn(_work!) ?? _failure;

    /// <summary>Does something in the script world, charged to the budget.</summary>
    /// <returns>What went wrong, in the words of the seam; null when nothing did.</returns>
    public Exception? TakeTurn(Action work)
    {
        lock (_turn)
        {
            Create();
            Budget.BeginTurn();
            var outer = LimitWatch.Enter(this);
            try
            {
                work();
                return null;
            }
            catch (Exception exception)
            {
                _hasFailed = true;
                return Translate(exception);
            }
            finally
            {
                LimitWatch.Leave(outer);
                Budget.EndTurn();
            }
        }
    }

    /// <summary>A value as JSON, for consumers outside the script world.</summary>
    /// <remarks>Called by the run between turns, or by a host function inside one.</remarks>
    public JsonElement ToJson(JsValue value)
    {
        ThrowIfDeadBetweenTurns();
        lock (_turn)
            if (Json.TryWritePlain(value, out var text))
                return Json.ToElement(text);
        return Convert(value, static (json, value) => json.ToElement(value));
    }

    /// <summary>A value as JSON text in UTF-8, for consumers outside the script world; empty when it has none.</summary>
    /// <remarks>Called as <see cref="ToJson"/>.</remarks>
    public byte[] ToUtf8Json(JsValue value)
    {
        ThrowIfDeadBetweenTurns();
        lock (_turn)
            if (Json.TryWritePlain(value, out var text))
                return text.SequenceEqual("{}"u8) ? EmptyObject : text.ToArray();
        return Convert(value, static (json, value) => json.ToText(value));
    }

    /// <summary>JSON text that came from here as an element.</summary>
    public JsonElement ParseJson(byte[] text) => Json.ToElement(text);

    /// <summary>Notes why the run must fail; the returned exception stops the script.</summary>
    public JavaScriptException Abort(RunFailedException exception)
    {
        _abort ??= exception;
        Budget.Stop();
        return new JavaScriptException(Engine.Intrinsics.Error, "The run has failed.");
    }

    /// <summary>An unexpected failure of a host function: the log gets it all, the script a sentence.</summary>
    public JavaScriptException HostFailure(HostFunction function, Exception exception)
    {
        if (exception is OperationCanceledException && _cancellationToken.IsCancellationRequested)
            Budget.Stop();
        else
            LogHostFailure(run.Logger, function.Name, exception);
        return new JavaScriptException(Engine.Intrinsics.Error, $"{function.Name} failed.");
    }

    public PlainReplace PlainReplace => _plainReplace ??= new PlainReplace(Engine);

    /// <summary>Characters a string may have.</summary>
    public int MaxStringLength => owner.Limits.MaxStringLength;

    /// <summary>Elements an array may have.</summary>
    public int MaxArrayLength => owner.Limits.MaxArrayLength;

    /// <summary>Arrays whose elements are being joined: one that contains itself joins to nothing there.</summary>
    public HashSet<ObjectInstance> Joining => _joining ??= new(ReferenceEqualityComparer.Instance);

    /// <summary>Refuses to make a string that is too long.</summary>
    public void EnsureStringLength(double length)
    {
        if (length > owner.Limits.MaxStringLength)
            throw RangeError("Invalid string length");
        Budget.EnsureMemory((long)length * sizeof(char));
    }

    /// <summary>Calls the built-in that a checked function stands in front of.</summary>
    public JsValue CallOriginal(JsValue? original, JsValue thisValue, JsValue[] arguments) => Engine.Call(original!, thisValue, arguments);

    /// <summary>A RangeError for the script.</summary>
    public JavaScriptException RangeError(string message) =>
        new(Engine.Intrinsics.Error.Construct([JsString.Create(message)], Engine.Global.Get("RangeError")));

    /// <inheritdoc/>
    /// <remarks>Once, however often it is called: a kept engine that went back twice would serve two runs.</remarks>
    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return default;
        _isDisposed = true;
        _calls.Close();
        if (_kept is not null)
            GiveBack(_kept);
        else if (!_isLost)
            _engine?.Dispose();
        if (!_isLost)
            Forget();
        return default;
    }

    /// <summary>Notes the run's newest payload.</summary>
    /// <returns>The one before it.</returns>
    public ScriptPayload? Replace(ScriptPayload payload)
    {
        var previous = _payload;
        _payload = payload;
        return previous;
    }

    /// <summary>
    /// Lets go of the script world. A run that waited for its turn is old by now, and so are the tasks that hold its payloads as their results: whatever
    /// they refer to would be kept by every collection until the next full one, as if it were in use.
    /// </summary>
    private void Forget()
    {
        _payload?.Forget();
        _payload = null;
        _engine = null;
        _kept = null;
        _json = null;
        _plainReplace = null;
        _joining = null;
        _frame = default;
        _completion = null;
        Globals = null!;
        Realm = null!;
        Budget = null!;
    }

    private bool IsSettled => _completion is not null || _failure is not null;

    /// <summary>Whether a script may run on the caller's thread: it cannot loop, recurse or stand still, by itself or by functions of earlier nodes.</summary>
    private bool IsQuick(JintScript script) =>
        !_isTainted && !script.Has(ScriptTraits.NeedsOwnThread | ScriptTraits.MayBlock) && !CallsEarlierNodes(script);

    private bool CallsEarlierNodes(JintScript script)
    {
        if (_functions is null)
            return false;
        foreach (var name in script.FreeNames)
            if (_functions.Contains(name))
                return true;
        return false;
    }

    private void Create()
    {
        if (_engine is not null)
            return;
        _kept = owner.TakeEngine(run, _script, _frame.Node);
        _isKeeping = _kept is not null;
        _engine = _kept?.Engine ?? owner.CreateEngine(run, _script, _frame.Node);
        _engine.Advanced.HostDefined = this;
        Budget = _engine.Constraints.Find<ScriptBudget>()!;
        Budget.Attach(_engine, owner.Limits);
        owner.World.AttachTo(_engine);
        Globals = new ScriptGlobals(this, _engine.Global, owner.NodeGlobals);
        Realm = new ScriptRealm(this, owner.World);
        if (run.Tap is { } tap)
            RealmHardening.TapChance(_engine, tap);
    }

    /// <summary>First turn of a node: globals in, script run.</summary>
    private void Start()
    {
        StopIfCancelled();
        if (!_isKeeping)
            Prepare();
        Globals.Enter(_script, _frame, mayBeOverwritten: !_isKeeping);
        var result = _isKeeping ? _kept!.Run(_script) : Engine.Evaluate(_script.Program);
        if (result.IsPromise())
            Engine.Call(Engine.Evaluate(Settle), result, Callback(Finish), Callback(Reject));
        else
            Finish(result);
        Drain();
    }

    /// <summary>Gives a script the built-ins it may have, and the functions of earlier nodes.</summary>
    private void Prepare()
    {
        if (_earlier is not null)
            DefineFunctions();
        if (!_isTainted)
            RememberFunctions(_script);
        if (_isTainted || _script.Has(ScriptTraits.NeedsHardening))
            Realm.Harden();
        if (_script.Has(ScriptTraits.HasAsync))
            Realm.HardenPromises();
        if (_script.Has(ScriptTraits.HasRegExps))
            Realm.HardenRegExps();
        if (_script.Has(ScriptTraits.ListsProperties))
            Realm.HardenEnumeration();
    }

    /// <summary>A later script that calls one of these is not quick for its own sake.</summary>
    private void RememberFunctions(JintScript script)
    {
        if (script.Functions.Length > 0)
            (_functions ??= new(StringComparer.Ordinal)).UnionWith(script.Functions);
    }

    /// <summary>A later turn: what host calls have brought is handed to the script.</summary>
    private void Resume()
    {
        StopIfCancelled();
        Drain();
    }

    private void StopIfCancelled()
    {
        if (_cancellationToken.IsCancellationRequested)
            Budget.Stop();
    }

    /// <summary>Hands finished host calls to the script, as long as there are any.</summary>
    private void Drain()
    {
        while (_calls.TryTake(out var call))
            call.Settle(this);
        Engine.Advanced.ProcessTasks();
        if (_abort is not null || Budget.IsStopping || Budget.Excess is not null)
            throw new OperationCanceledException();
        if (!IsSettled && _calls.Pending == 0)
            throw new ScriptException($"Script '{_script.Name}' awaits something that can never happen.", _script.Name);
    }

    private void Finish(JsValue result)
    {
        var value = result.IsObject() && !result.IsCallable() ? result : Globals.Payload;
        _completion = new ScriptCompletion(Globals.Next, ScriptPayload.Of(this, value, mayHaveGetters: !_isKeeping));
    }

    private void Reject(JsValue error) => _failure = Translate(new JavaScriptException(error));

    private ClrFunction Callback(Action<JsValue> action) => new(Engine, "", (_, arguments) =>
    {
        action(arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        return JsValue.Undefined;
    });

    private T Convert<T>(JsValue value, Func<ScriptJson, JsValue, T> convert)
    {
        if (_turn.IsHeldByCurrentThread)
            return convert(Json, value);
        var conversion = new JsonConversion<T>(this, value, convert);
        if (_isTainted)
            owner.Threads.RunAsync(conversion).Wait();
        else
            conversion.Execute();
        return conversion.Result;
    }

    private ScriptCompletion Complete() => _failure is null ? _completion!.Value : throw _failure;

    /// <summary>Inside a turn, the turn itself ends when the scope is dead.</summary>
    private void ThrowIfDeadBetweenTurns()
    {
        if (!_turn.IsHeldByCurrentThread)
            ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_abort is not null)
            throw _abort;
        if (Budget?.Excess is { } excess)
            throw LimitFailure.Create(excess);
        if (_isLost)
            throw LimitFailure.Create(new LimitExcess(LimitNames.Time, (long)owner.Limits.ExecutionTime.TotalMilliseconds, 0));
        if (Budget is { IsStopping: true })
            throw new OperationCanceledException(_cancellationToken);
    }

    [LoggerMessage(1401, LogLevel.Error, "Host function {Function} failed.", EventName = "HostFunctionFailed")]
    private static partial void LogHostFailure(ILogger logger, string function, Exception exception);
}
