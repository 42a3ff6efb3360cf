using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
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

    private static readonly JsString PayloadName = new("payload");

    private static readonly JsString NextName = new("next");

    /// <summary>The constructor itself, whatever the global name stands for by now.</summary>
    private static readonly Prepared<global::Acornima.Ast.Script> PromiseConstructor = Engine.PrepareScript("(function(){return (async function(){})().constructor})", "nflow");

    private readonly long _started = owner.Time.GetTimestamp();
    private readonly Lock _turn = new();
    private readonly HostCalls _calls = new();
    private Engine? _engine;
    private ScriptJson? _json;
    private Dictionary<HostLibrary, ObjectInstance>? _libraries;
    private HashSet<string>? _readNodeGlobals;
    private HashSet<string>? _functions;
    private Action? _work;
    private JintScript _script = null!;
    private ScriptFrame _frame;
    private ScriptCompletion? _completion;
    private Exception? _failure;
    private RunFailedException? _abort;
    private CancellationToken _cancellationToken;
    private bool _isTainted;
    private bool _hasPromises;
    private bool _hasRunNode;
    private bool _isHardened;
    private bool _isLost;

    public RunContext Run => run;

    public Engine Engine => _engine!;

    public ScriptBudget Budget { get; private set; } = null!;

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
        _work = Start;
        if (!IsQuick(_script) || !owner.Gate.TryEnter())
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
    public void Execute()
    {
        lock (_turn)
        {
            Create();
            if (_cancellationToken.IsCancellationRequested)
                Budget.Stop();
            Budget.BeginTurn();
            try
            {
                _work!();
            }
            catch (Exception exception)
            {
                _failure = Translate(exception);
            }
            finally
            {
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

    public JsValue ToScript(HostValue value) => value.Kind switch
    {
        HostValueKind.Undefined => JsValue.Undefined,
        HostValueKind.Null => JsValue.Null,
        HostValueKind.Boolean => value.Number != 0 ? JsBoolean.True : JsBoolean.False,
        HostValueKind.Number => JsNumber.Create(value.Number),
        HostValueKind.String => JsString.Create(value.Text),
        HostValueKind.Bytes => ToArray(value.Bytes.Span),
        _ when value.Element is { } element => Json.Parse(element),
        _ when value.JsonText is { } text => Json.Parse(text),
        _ => Json.Parse(value.Utf8Json!),
    };

    /// <summary>A host value that a script reads under a global name.</summary>
    public JsValue ReadGlobal(HostGlobal global)
    {
        if (global.Lifetime == HostGlobalLifetime.Node)
            (_readNodeGlobals ??= new(StringComparer.Ordinal)).Add(global.Name);
        return ToScript(global.Read(run));
    }

    /// <summary>What a library exports under a name; evaluates the library when it is first asked.</summary>
    public JsValue LibraryExport(HostLibrary library, string export)
    {
        _libraries ??= [];
        if (!_libraries.TryGetValue(library, out var exports))
        {
            Harden();
            HardenPromises();
            var factory = Engine.Evaluate(LibrarySources.Prepare(library));
            exports = (ObjectInstance)Engine.Call(factory, owner.Shape.CreatePrivate(Engine));
            _libraries.Add(library, exports);
        }

        return exports.Get(export);
    }

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

    public PlainReplace PlainReplace => field ??= new PlainReplace(Engine);

    /// <summary>Characters a string may have.</summary>
    public int MaxStringLength => owner.Limits.MaxStringLength;

    /// <summary>Elements an array may have.</summary>
    public int MaxArrayLength => owner.Limits.MaxArrayLength;

    /// <summary>Arrays whose elements are being joined: one that contains itself joins to nothing there.</summary>
    public HashSet<ObjectInstance> Joining => field ??= new(ReferenceEqualityComparer.Instance);

    /// <summary>Puts checked functions on the promise constructor, once, before a script can get hold of a promise.</summary>
    public void HardenPromises()
    {
        if (_hasPromises)
            return;
        _hasPromises = true;
        RealmHardening.ApplyToPromises(this, (ObjectInstance)Engine.Call(Engine.Evaluate(PromiseConstructor)));
    }

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
    public ValueTask DisposeAsync()
    {
        if (!_isLost)
            _engine?.Dispose();
        _calls.Close();
        return default;
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
        _engine = owner.CreateEngine(run, _script);
        _engine.Advanced.HostDefined = this;
        Budget = _engine.Constraints.Find<ScriptBudget>()!;
        Budget.Attach(_engine, owner.Limits);
        owner.Shape.AttachTo(_engine);
        if (run.Tap is { } tap)
            RealmHardening.TapChance(_engine, tap);
    }

    /// <summary>First turn of a node: globals in, script run.</summary>
    private void Start()
    {
        var global = Engine.Global;
        _isTainted |= !IsQuick(_script);
        if (!_isTainted)
            (_functions ??= new(StringComparer.Ordinal)).UnionWith(_script.Functions);
        if (_isTainted || _script.Has(ScriptTraits.NeedsHardening))
            Harden();
        if (_script.Has(ScriptTraits.HasAsync))
            HardenPromises();
        EnterNode(global);
        SetGlobal(global, PayloadName, _frame.Payload switch
        {
            ScriptPayload own when own.Scope == this => own.Value,
            var payload when ReferenceEquals(payload, Payload.Empty) => new JsObject(Engine),
            var payload => Json.Parse(payload.ToJson()),
        });
        SetGlobal(global, NextName, JsString.Create(_frame.Next));
        if (_frame.Globals is { } globals)
            foreach (var (name, value) in globals)
                SetGlobal(global, name, ToScript(value));
        foreach (var name in _script.ShadowedHostNames)
            if (!global.HasOwnProperty(name))
                SetGlobal(global, name, global.Get(name));

        var result = Engine.Evaluate(_script.Program);
        if (result.IsPromise())
            Engine.Call(Engine.Evaluate(Settle), result, Callback(Finish), Callback(Reject));
        else
            Finish(result);
        Drain();
    }

    /// <summary>Values that belong to a node are computed anew for the next one, if anybody read or overwrote them.</summary>
    private void EnterNode(ObjectInstance global)
    {
        if (!_hasRunNode)
        {
            _hasRunNode = true;
            return;
        }

        foreach (var (name, value) in owner.NodeGlobals)
            if (_readNodeGlobals?.Contains(name) == true || global.HasOwnProperty(name))
                global.FastSetProperty(name, PropertyDescriptor.CreateLazy((this, value), static state => state.Item1.ReadGlobal(state.value)));
        _readNodeGlobals?.Clear();
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
        var global = Engine.Global;
        var value = result.IsObject() && !result.IsCallable() ? result : global.Get(PayloadName);
        var next = global.Get(NextName);
        _completion = new ScriptCompletion(next.IsString() ? next.ToString() : TypeConverter.ToString(next), new ScriptPayload(this, Normalize(value)));
    }

    private void Reject(JsValue error) => _failure = Translate(new JavaScriptException(error));

    /// <summary>A payload is plain data: what has getters, traps or a prototype of its own is written to JSON and read back.</summary>
    private JsValue Normalize(JsValue value)
    {
        if (value is JsObject plain)
        {
            if (Engine.Advanced.GetObjectRepresentation(plain) == ObjectRepresentation.HiddenClass)
                return value;
            foreach (var (_, property) in plain.GetOwnProperties())
                if (property.IsAccessorDescriptor())
                    return Json.Parse(Json.ToElement(value));
            return value;
        }

        return value.IsObject() && !value.IsArray() ? Json.Parse(Json.ToElement(value)) : value;
    }

    private ClrFunction Callback(Action<JsValue> action) => new(Engine, "", (_, arguments) =>
    {
        action(arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        return JsValue.Undefined;
    });

    private JsArray ToArray(ReadOnlySpan<byte> bytes)
    {
        var items = new JsValue[bytes.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = JsNumber.Create(bytes[i]);
        return new JsArray(Engine, items);
    }

    /// <summary>A global that scripts may assign to. Marked as Jint marks its own <c>var</c>s: without the mark, the first assignment turns the engine's shared table of built-ins into a private copy.</summary>
    private static void SetGlobal(ObjectInstance global, JsValue name, JsValue value) =>
        global.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable | PropertyFlag.MutableBinding));

    /// <summary>Puts checked functions in the place of dangerous ones, before the first script that might reach one.</summary>
    private void Harden()
    {
        if (_isHardened)
            return;
        _isHardened = true;
        RealmHardening.Apply(this);
    }

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

    /// <summary>A conversion to JSON, which may run getters and <c>toJSON</c> and so needs a turn of its own.</summary>
    private sealed class JsonConversion<T>(JintScope scope, JsValue value, Func<ScriptJson, JsValue, T> convert) : ITurn
    {
        private T _json = default!;
        private Exception? _failure;

        public T Result => _failure is null ? _json : throw _failure;

        public void Execute()
        {
            lock (scope._turn)
            {
                scope.Budget.BeginTurn();
                try
                {
                    _json = convert(scope.Json, value);
                }
                catch (Exception exception)
                {
                    _failure = scope.Translate(exception);
                }
                finally
                {
                    scope.Budget.EndTurn();
                }
            }
        }
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
