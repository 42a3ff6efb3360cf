using System.Globalization;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What went wrong in a turn, in the words of the seam.</summary>
internal sealed partial class JintScope
{
    private const int MaxMessageLength = 2_000;

    private Exception Translate(Exception exception)
    {
        if (_abort is not null)
            return _abort;
        if (Budget.Excess is { } excess)
            return LimitFailure.Create(excess, CauseOf(exception));
        if (Budget.IsStopping)
            return new OperationCanceledException(_cancellationToken);
        switch (exception)
        {
            case JavaScriptException script:
                return ToScriptException(script);
            case RunFailedException or ScriptException:
                return exception;
            case ScriptPreparationException:
                return new ScriptException("SyntaxError: the script is nested too deeply.", _script.Name, innerException: exception);
        }

        if (LimitOf(exception) is { } limit)
        {
            Budget.Note(limit.Name, limit.Limit, limit.Used);
            return LimitFailure.Create(limit, exception);
        }

        return new ScriptException("Error: the script failed inside the script engine.", _script.Name, innerException: exception);
    }

    /// <summary>Notes a limit at the moment at which the exception that enforces it is thrown.</summary>
    public void Notice(Exception exception)
    {
        var enforcesLimit = exception is RecursionDepthOverflowException or MemoryLimitExceededException
            || (exception is RegexMatchTimeoutException match && match.MatchTimeout == owner.Limits.RegexTimeout);
        if (enforcesLimit && LimitOf(exception) is { } limit)
            Budget.Note(limit.Name, limit.Limit, limit.Used);
    }

    /// <summary>What an operator wants to see of an exception; a script's own errors say nothing that is not said already, and may be as long as a string.</summary>
    private static Exception? CauseOf(Exception exception) => exception is JavaScriptException ? null : exception;

    private LimitExcess? LimitOf(Exception exception) => exception switch
    {
        RecursionDepthOverflowException => new(LimitNames.Recursion, owner.Limits.MaxRecursionDepth, owner.Limits.MaxRecursionDepth + 1),
        MemoryLimitExceededException when exception.Message.Contains("array size", StringComparison.Ordinal) =>
            new(LimitNames.ArrayLength, owner.Limits.MaxArrayLength, owner.Limits.MaxArrayLength + 1L),
        OutOfMemoryException when owner.HeapLimit is { } heap && Budget.AllocatedBytes < owner.Limits.MaxMemoryBytes => new(LimitNames.WorkerMemory, heap, Budget.AllocatedBytes),
        MemoryLimitExceededException or OutOfMemoryException or OverflowException => new(LimitNames.Memory, owner.Limits.MaxMemoryBytes, Budget.AllocatedBytes),
        RegexMatchTimeoutException => new(LimitNames.Regex, (long)owner.Limits.RegexTimeout.TotalMilliseconds, (long)owner.Limits.RegexTimeout.TotalMilliseconds),
        InsufficientExecutionStackException => new(LimitNames.Stack, owner.Limits.MaxRecursionDepth, owner.Limits.MaxRecursionDepth),
        StatementsCountOverflowException => new(LimitNames.Operations, owner.Limits.MaxOperations, Budget.Operations),
        _ => null,
    };

    private ScriptException ToScriptException(JavaScriptException exception)
    {
        var start = exception.Location.Start;
        var stack = Cut(exception.JavaScriptStackTrace ?? "");
        var (line, column) = start.Line > 0 ? (start.Line, start.Column + 1) : TopOf(stack);
        return new ScriptException(Describe(exception.Error), _script.Name, line, column, stack);
    }

    /// <summary>The place of a stack's first call; 0 when it names none. A rejected promise brings its error without the place at which it was made.</summary>
    private static (int Line, int Column) TopOf(string stack) =>
        FirstPlace().Match(stack) is { Success: true } place
        && int.TryParse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture, out var line)
        && int.TryParse(place.Groups["column"].ValueSpan, CultureInfo.InvariantCulture, out var column)
            ? (line, column)
            : (0, 0);

    [GeneratedRegex(@"\A[^\n]*:(?<line>\d{1,9}):(?<column>\d{1,9})\)?\s*(\n|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FirstPlace();

    /// <summary>An error's name and message, read without running the script's getters.</summary>
    private static string Describe(JsValue error)
    {
        if (error is not ObjectInstance thrown)
            return Cut(error.IsSymbol() ? "Symbol" : error.ToString());
        var message = DataText(thrown, "message");
        var name = DataText(thrown, "name");
        return Cut(name.Length == 0 ? message : message.Length == 0 ? name : $"{name}: {message}");
    }

    private static string DataText(ObjectInstance thrown, string name)
    {
        var depth = 0;
        for (var holder = thrown; holder is not null && depth < 8; holder = holder.Prototype, depth++)
            if (holder.GetOwnProperty(name) is var property && property.IsDataDescriptor() && property.Value is { } value)
                return value.IsString() || value.IsNumber() ? value.ToString() : "";
        return "";
    }

    private static string Cut(string text) => text.Length <= MaxMessageLength ? text : text[..MaxMessageLength];
}
