using System.Buffers;
using System.Text;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>
/// The same scripts with no workflow around them, as fast as Jint allows: prepared scripts, shared options, one immutable shape for the
/// host object, answers written straight to bytes. What a run costs beyond this is ours.
/// </summary>
internal sealed class BareJint(IReadOnlyList<string> steps, ReadOnlyMemory<byte> body)
{
    private static readonly JsObjectShape HostShape = new JsObjectShape.Builder()
        .Method("JSON", static (self, arguments) => Answer(self).Json(arguments[1]), 2, true, true, true)
        .Method("HTML", static (self, arguments) => Answer(self).Html(arguments[1].AsString()), 2, true, true, true)
        .Accessor("body", static (self, _) => Answer(self).ReadBody(), null, true, true)
        .Build();

    private readonly Prepared<Script>[] _steps =
        [.. steps.Select(step => Engine.PrepareScript("(function (c, payload) {\n" + step + "\n})", strict: false))];

    /// <summary>The limits of the floor that the targets of the project refer to.</summary>
    public static Options WithLimits() => new Options()
        .Strict(false)
        .TimeoutInterval(TimeSpan.FromSeconds(30))
        .MaxStatements(10_000_000)
        .LimitRecursion(1000)
        .LimitMemory(128L << 20)
        .DisableStringCompilation();

    /// <summary>Runs the steps in a fresh engine.</summary>
    /// <returns>The answer's bytes.</returns>
    public object Run(Options options)
    {
        using var engine = new Engine(options);
        var answer = new HostAnswer(engine, body);
        var host = HostShape.Instantiate(engine);
        JsObjectShape.SetHostState(host, answer);
        JsValue payload = JsValue.Undefined;
        foreach (var step in _steps)
            payload = engine.Call(engine.Evaluate(step), JsValue.Undefined, [host, payload]);
        return answer.Bytes;
    }

    private static HostAnswer Answer(JsValue self) => (HostAnswer)JsObjectShape.GetHostState((ObjectInstance)self)!;

    private sealed class HostAnswer(Engine engine, ReadOnlyMemory<byte> body)
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new(512);

        public JsValue Json(JsValue value)
        {
            new JsonSerializer(engine).Serialize(value, Bytes);
            return JsValue.Undefined;
        }

        public JsValue Html(string text)
        {
            Encoding.UTF8.GetBytes(text, Bytes);
            return JsValue.Undefined;
        }

        public JsValue ReadBody() => new JsonParser(engine).Parse(body.Span);
    }
}
