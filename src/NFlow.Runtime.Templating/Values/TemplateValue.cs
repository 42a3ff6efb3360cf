namespace NFlow.Runtime.Templating.Values;

/// <summary>A value while a template runs: one struct for all kinds, so that numbers and missing keys allocate nothing.</summary>
internal readonly struct TemplateValue
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly byte _detail;

    private TemplateValue(ValueKind kind, object? reference, long bits = 0, byte detail = 0)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
        _detail = detail;
    }

    public static TemplateValue Missing => default;

    public static TemplateValue Null => new(ValueKind.Null, null);

    public ValueKind Kind { get; }

    public bool IsNil => Kind <= ValueKind.Null;

    public bool Boolean => _bits != 0;

    public long Integer => _bits;

    public IntegerType IntegerType => (IntegerType)_detail;

    public double Float => BitConverter.Int64BitsToDouble(_bits);

    public string Text => (string)_reference!;

    /// <summary>Whether a text is markup that its author vouches for.</summary>
    public bool IsHtml => Kind == ValueKind.Text && _detail != 0;

    public TemplateMap Map => (TemplateMap)_reference!;

    public TemplateList List => (TemplateList)_reference!;

    public bool IsTruthy => Kind switch
    {
        ValueKind.Boolean or ValueKind.Integer => _bits != 0,
        ValueKind.Float => Float != 0,
        ValueKind.Text => Text.Length > 0,
        ValueKind.Map => Map.Count > 0,
        ValueKind.List => List.Count > 0,
        _ => false,
    };

    /// <summary>The name of the Go type.</summary>
    public string TypeName => Kind switch
    {
        ValueKind.Boolean => "bool",
        ValueKind.Integer => IntegerType switch { IntegerType.Int64 => "int64", IntegerType.Int => "int", _ => "uint8" },
        ValueKind.Float => "float64",
        ValueKind.Text => IsHtml ? "template.HTML" : "string",
        ValueKind.Map => "map[string]interface {}",
        ValueKind.List => "[]interface {}",
        _ => "nil",
    };

    public static TemplateValue FromBoolean(bool value) => new(ValueKind.Boolean, null, value ? 1 : 0);

    public static TemplateValue FromInteger(long value, IntegerType type = IntegerType.Int64) => new(ValueKind.Integer, null, value, (byte)type);

    public static TemplateValue FromFloat(double value) => new(ValueKind.Float, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A JavaScript number: whole ones are integers, as scripts export them.</summary>
    public static TemplateValue FromNumber(double value)
    {
        const double Largest = 1L << 53;
        var isWhole = Math.Abs(value) <= Largest && Math.Truncate(value) == value && !(value == 0 && double.IsNegative(value));
        return isWhole ? FromInteger((long)value) : FromFloat(value);
    }

    public static TemplateValue FromText(string value) => new(ValueKind.Text, value);

    public static TemplateValue FromHtml(string value) => new(ValueKind.Text, value, detail: 1);

    public static TemplateValue FromMap(TemplateMap value) => new(ValueKind.Map, value);

    public static TemplateValue FromList(TemplateList value) => new(ValueKind.List, value);

    /// <summary>What remains of a null once a pipeline has handed it on.</summary>
    public TemplateValue Unwrap() => Kind == ValueKind.Null ? Missing : this;
}
