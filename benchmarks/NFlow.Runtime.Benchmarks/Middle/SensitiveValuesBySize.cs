using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Security;

namespace NFlow.Runtime.Benchmarks.Middle;

/// <summary>What searching, encrypting and sanitising cost by size, as ratios to reading the same JSON; and what a pattern costs that does not come to an end.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class SensitiveValuesBySize
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly JsonEncryption _builtIn = NewEncryption(_ => { });
    private readonly JsonEncryption _custom = NewEncryption(options => (options.CustomPatterns["customer"], options.CustomPatterns["order"]) = ("C-[0-9]{4,}", "(?:ORD|INV)-[0-9]{6,}"));
    private readonly JsonEncryption _endless = NewEncryption(options => (options.PatternTimeout, options.CustomPatterns["endless"]) = (TimeSpan.FromMilliseconds(1), @"^(([a-z])+.)+[A-Z]([a-z])+\2$"));
    private readonly LogSanitizer _sanitizer = new(Options.Create(new SecurityOptions()), new PatternOverruns(), NullLogger.Instance);
    private byte[] _harmless = [];
    private byte[] _sensitive = [];
    private byte[] _hostile = [];
    private string _text = "";

    [Params(1, 64)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _harmless = Document("\"note\":\"nothing to see here, 42 pieces\"");
        _sensitive = Document("\"note\":\"write to ada@example.org\"");
        _hostile = Document($"\"note\":\"{new string('a', 30)}\"");
        _text = Encoding.UTF8.GetString(_harmless);
    }

    [Benchmark(Baseline = true)]
    public object Read()
    {
        using var document = JsonDocument.Parse(_harmless);
        return document;
    }

    [Benchmark]
    public byte[]? Search() => _builtIn.Encrypt(_harmless);

    [Benchmark]
    public byte[]? SearchWithTwoPatternsOfOnesOwn() => _custom.Encrypt(_harmless);

    [Benchmark]
    public byte[]? EncryptAValueInEachKilobyte() => _builtIn.Encrypt(_sensitive);

    [Benchmark]
    public string SanitizeAsALogEntry() => _sanitizer.Sanitize(_text, _sanitizer.Begin());

    /// <summary>Three overruns of a millisecond each, whatever the size.</summary>
    [Benchmark]
    public byte[]? PatternThatOverruns() => _endless.Encrypt(_hostile);

    /// <summary>Objects of some 1,024 bytes each, of which one member is given.</summary>
    private byte[] Document(string member)
    {
        var lines = string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"item":"article {{i}}","count":{{i}},"price":{{i}}.25,"state":"sent"}"""));
        var piece = $$"""{"order":4711,"state":"paid","customer":"Ada Lovelace",{{member}},"lines":[{{lines}}]}""";
        var padding = new string('x', Math.Max(0, 1024 - piece.Length - 10));
        return Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat($"{piece[..^1]},\"p\":\"{padding}\"}}", Kilobytes))}]");
    }

    private static JsonEncryption NewEncryption(Action<SecurityOptions> configure)
    {
        var options = new SecurityOptions { EncryptionKeys = { Key } };
        configure(options);
        var wrapped = Options.Create(options);
        return new(new ValueCipher(wrapped), wrapped, new PatternOverruns(), NullLogger<JsonEncryption>.Instance);
    }
}
