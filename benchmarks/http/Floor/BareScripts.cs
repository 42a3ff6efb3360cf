using System.Buffers;
using System.Text;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;

namespace NFlow.Runtime.Benchmarks.Floor;

/// <summary>Floor B1: what JavaScript costs on top of Kestrel. Prepared scripts, a fresh engine with limits per request, the leanest host object Jint offers.</summary>
internal sealed class BareScripts
{
    private static readonly Options Limits = new Options()
        .Strict(false)
        .TimeoutInterval(TimeSpan.FromSeconds(30))
        .MaxStatements(10_000_000)
        .LimitRecursion(1000)
        .LimitMemory(128L << 20)
        .DisableStringCompilation();

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

    /// <param name="workloads">Folder of the scripts.</param>
    /// <param name="name">The workload.</param>
    /// <param name="asInApp">Whether each script is a <c>step</c> and a <c>main</c> that calls it, as in the app that NFlow serves, rather than one function.</param>
    public BareScripts(string workloads, string name, bool asInApp)
    {
        _asInApp = asInApp;
        string[] files = File.Exists(Path.Combine(workloads, name + ".js"))
            ? [name]
            : [.. Enumerable.Range(1, 5).Select(number => $"{name}.{number}")];
        _steps = [.. files.Select(file => Prepare(File.ReadAllText(Path.Combine(workloads, file + ".js")), file))];
    }

    public async Task HandleAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        using var engine = new Engine(Limits);
        var answer = new PendingAnswer(engine, body);
        var host = Context.Instantiate(engine);
        JsObjectShape.SetHostState(host, answer);
        if (_asInApp)
            RunAsInApp(engine, host);
        else
            Run(engine, host);

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Out.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.Out.WrittenMemory);
    }

    private Prepared<Script> Prepare(string body, string name) =>
        Engine.PrepareScript(_asInApp ? $"function step(c, payload) {{\n{body}\n}}{Main}" : $"(function (c, payload) {{\n{body}\n}})", name, strict: false);

    private void Run(Engine engine, ObjectInstance host)
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

    private static PendingAnswer State(JsValue self) => (PendingAnswer)JsObjectShape.GetHostState((ObjectInstance)self)!;

    private static JsValue Answer(JsValue self, JsValue[] arguments, string contentType)
    {
        var answer = State(self);
        answer.Status = (int)arguments[0].AsNumber();
        answer.ContentType = contentType;
        if (arguments[1].IsString())
            Encoding.UTF8.GetBytes(arguments[1].AsString(), answer.Out);
        else
            new JsonSerializer(answer.Engine).Serialize(arguments[1], answer.Out);
        return JsValue.Undefined;
    }

    private sealed class PendingAnswer(Engine engine, byte[] body)
    {
        private JsValue? _parsed;

        public Engine Engine { get; } = engine;

        public ArrayBufferWriter<byte> Out { get; } = new(2048);

        public int Status { get; set; } = 204;

        public string ContentType { get; set; } = "";

        public JsValue ReadBody() => _parsed ??= new JsonParser(Engine).Parse(body);
    }
}
