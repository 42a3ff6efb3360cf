using System.Text;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;

namespace NFlow.Runtime.Benchmarks.Floor;

/// <summary>
/// The scripts of a workload with no workflow around them, as fast as Jint allows: prepared scripts, shared options, a fresh engine per run, one
/// immutable shape for the host object, answers written straight to bytes. What a run costs beyond this is ours. Also compiled into the
/// micro-benchmarks, so that both measure against the same floor.
/// </summary>
internal sealed class BareJint
{
    private static readonly JsObjectShape Context = new JsObjectShape.Builder()
        .Method("JSON", static (self, arguments) => Answer(self, arguments, "application/json"), 2, true, true, true)
        .Method("HTML", static (self, arguments) => Answer(self, arguments, "text/html; charset=UTF-8"), 2, true, true, true)
        .Accessor("body", static (self, _) => State(self).ReadBody(), null, true, true)
        .Build();

    /// <summary>How bench-app.json calls a workload's step.</summary>
    private const string Main = """

        function main() {
          var result = step(c, payload);
          if (result !== undefined && result !== null) payload = result;
        }
        ;main();
        """;

    private readonly Prepared<Script>[] _steps;
    private readonly bool _asInApp;

    /// <param name="steps">Bodies of the steps.</param>
    /// <param name="asInApp">Whether each is a <c>step</c> and a <c>main</c> that calls it, as in the app that NFlow serves, rather than one function.</param>
    public BareJint(IEnumerable<string> steps, bool asInApp = false)
    {
        _asInApp = asInApp;
        _steps = [.. steps.Select(Prepare)];
    }

    /// <summary>The limits of the floor that the targets of the project refer to.</summary>
    public static Options WithLimits() => new Options()
        .Strict(false)
        .TimeoutInterval(TimeSpan.FromSeconds(30))
        .MaxStatements(10_000_000)
        .LimitRecursion(1000)
        .LimitMemory(128L << 20)
        .DisableStringCompilation();

    /// <summary>Runs the steps in a fresh engine.</summary>
    public BareAnswer Run(Options options, ReadOnlyMemory<byte> body)
    {
        using var engine = new Engine(options);
        var answer = new BareAnswer();
        var host = Context.Instantiate(engine);
        JsObjectShape.SetHostState(host, new Request(engine, body, answer));
        if (_asInApp)
            RunAsInApp(engine, host);
        else
            RunFunctions(engine, host);
        return answer;
    }

    private Prepared<Script> Prepare(string body) =>
        Engine.PrepareScript(_asInApp ? $"function step(c, payload) {{\n{body}\n}}{Main}" : $"(function (c, payload) {{\n{body}\n}})", strict: false);

    private void RunFunctions(Engine engine, ObjectInstance host)
    {
        JsValue payload = JsValue.Undefined;
        foreach (var step in _steps)
            payload = engine.Call(engine.Evaluate(step), JsValue.Undefined, [host, payload]);
    }

    private void RunAsInApp(Engine engine, ObjectInstance host)
    {
        engine.SetValue("c", host);
        engine.SetValue("payload", JsValue.Undefined);
        foreach (var step in _steps)
            engine.Evaluate(step);
    }

    private static Request State(JsValue self) => (Request)JsObjectShape.GetHostState((ObjectInstance)self)!;

    private static JsValue Answer(JsValue self, JsValue[] arguments, string contentType)
    {
        var (engine, answer) = State(self);
        answer.Status = (int)arguments[0].AsNumber();
        answer.ContentType = contentType;
        if (arguments[1].IsString())
            Encoding.UTF8.GetBytes(arguments[1].AsString(), answer.Body);
        else
            new JsonSerializer(engine).Serialize(arguments[1], answer.Body);
        return JsValue.Undefined;
    }

    private sealed class Request(Engine engine, ReadOnlyMemory<byte> body, BareAnswer answer)
    {
        private JsValue? _parsed;

        public JsValue ReadBody() => _parsed ??= new JsonParser(engine).Parse(body.Span);

        public void Deconstruct(out Engine its, out BareAnswer to) => (its, to) = (engine, answer);
    }
}
