using System.Text.RegularExpressions;

namespace NFlow.Runtime.Security;

/// <summary>One kind of sensitive value. A quick look rules out most texts. Matching takes linear time where the expression allows it, and a bounded time in any case. Thread-safe.</summary>
internal sealed class SensitivePattern(string name, string expression, TimeSpan timeout, Func<string, bool>? mayOccur = null, Func<string, bool>? confirms = null)
{
    private readonly Regex _regex = Create(expression, timeout);
    private int _hasOverrun;

    public string Name { get; } = name;

    /// <summary>Whether matching takes time in proportion to the text, whatever it holds.</summary>
    public bool IsLinear => _regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>What is wrong with an expression; null when nothing is.</summary>
    public static string? FindMistake(string expression)
    {
        try
        {
            _ = Create(expression, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Notes that the pattern took too long.</summary>
    /// <returns>Whether it is the first time.</returns>
    public bool NoteOverrun() => Interlocked.Exchange(ref _hasOverrun, 1) == 0;

    /// <summary>Whether the value occurs in a text. A text on which the pattern takes too long counts as a match.</summary>
    public bool Occurs(string text, out bool isOverrun)
    {
        isOverrun = false;
        if (mayOccur?.Invoke(text) == false)
            return false;
        try
        {
            if (confirms is null)
                return _regex.IsMatch(text);
            for (var match = _regex.Match(text); match.Success; match = match.NextMatch())
                if (confirms(match.Value))
                    return true;
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return isOverrun = true;
        }
    }

    /// <summary>Replaces each occurrence; the whole text when the pattern takes too long.</summary>
    public string Replace(string text, Func<string, string> hide, out bool isOverrun)
    {
        isOverrun = false;
        if (mayOccur?.Invoke(text) == false)
            return text;
        try
        {
            return _regex.Replace(text, match => confirms is null || confirms(match.Value) ? hide(match.Value) : match.Value);
        }
        catch (RegexMatchTimeoutException)
        {
            isOverrun = true;
            return hide(text);
        }
    }

    private static Regex Create(string expression, TimeSpan timeout)
    {
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, timeout);
        }
    }
}
