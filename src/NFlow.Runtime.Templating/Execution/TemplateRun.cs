using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution;

/// <summary>The state of one rendering: where it stands, what its variables hold, and what it may still spend.</summary>
internal sealed class TemplateRun : IDisposable
{
    private const int StepsBetweenChecks = 256;
    private const int CharactersPerStepShift = 8;
    private const int ElementsPerStepShift = 3;

    private readonly GoTemplateOptions _options;
    private readonly Action? _checkpoint;
    private readonly CancellationToken _cancellationToken;
    private TemplateValue[] _variables = new TemplateValue[16];
    private int _frame;
    private int _callDepth;
    private long _steps;
    private long _nextCheck;

    public TemplateRun(GoTemplateOptions options, Action? checkpoint, CancellationToken cancellationToken)
    {
        _options = options;
        _checkpoint = checkpoint;
        _cancellationToken = cancellationToken;
        _nextCheck = Math.Min(StepsBetweenChecks, options.MaxExecutionSteps + 1L);
        Output = new TextBuffer(options.MaxOutputLength);
        Formatted = new TextBuffer(options.MaxOutputLength);
        Escaped = new TextBuffer(options.MaxOutputLength);
        EscapedAgain = new TextBuffer(options.MaxOutputLength);
    }

    public TextBuffer Output { get; }

    /// <summary>Scratch for the text of a value before it is escaped.</summary>
    public TextBuffer Formatted { get; }

    /// <summary>Scratch for the result of an escaper that another follows.</summary>
    public TextBuffer Escaped { get; }

    /// <summary>Scratch for the result of every second escaper.</summary>
    public TextBuffer EscapedAgain { get; }

    public int MaxDepth => _options.MaxDepth;

    /// <summary>The place in the source that is being executed, for errors.</summary>
    public int Position { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(int position)
    {
        Position = position;
        if (++_steps >= _nextCheck)
            Check();
    }

    /// <summary>Counts work on a text.</summary>
    public void ChargeText(int length) => Charge(length >> CharactersPerStepShift);

    /// <summary>Counts work on the elements of a map or list.</summary>
    public void ChargeElements(int count) => Charge(count >> ElementsPerStepShift);

    public TemplateValue GetVariable(int slot) => _variables[_frame + slot];

    public void SetVariable(int slot, in TemplateValue value) => _variables[_frame + slot] = value;

    /// <summary>Opens the variables of a template body, the first of which is its data.</summary>
    /// <returns>What <see cref="LeaveFrame"/> needs to return to the caller.</returns>
    public int EnterFrame(int callerSize, int size, in TemplateValue data)
    {
        if (_callDepth++ == _options.MaxDepth)
            throw TemplateFaultException.Limit($"templates call each other deeper than {_options.MaxDepth}");

        var caller = _frame;
        _frame += callerSize;
        if (_frame + size > _variables.Length)
            Array.Resize(ref _variables, Math.Max(_variables.Length * 2, _frame + size));
        _variables.AsSpan(_frame, size).Clear();
        _variables[_frame] = data;
        return caller;
    }

    public void LeaveFrame(int caller)
    {
        _frame = caller;
        _callDepth--;
    }

    public void Dispose()
    {
        Output.Dispose();
        Formatted.Dispose();
        Escaped.Dispose();
        EscapedAgain.Dispose();
    }

    private void Charge(int steps)
    {
        if ((_steps += steps) >= _nextCheck)
            Check();
    }

    private void Check()
    {
        if (_steps > _options.MaxExecutionSteps)
            throw TemplateFaultException.Limit($"the template takes more than {_options.MaxExecutionSteps} steps");
        _nextCheck = Math.Min(_steps + StepsBetweenChecks, _options.MaxExecutionSteps + 1L);
        _cancellationToken.ThrowIfCancellationRequested();
        _checkpoint?.Invoke();
    }
}
