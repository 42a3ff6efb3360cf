namespace NFlow.Runtime.Templating.Values;

/// <summary>The order of strings by their UTF-8 bytes, which is not the order of their UTF-16 code units.</summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        var length = left.AsSpan().CommonPrefixLength(right);
        if (length == left.Length || length == right.Length)
            return left.Length.CompareTo(right.Length);

        var (first, second) = (left[length], right[length]);

        // Surrogates stand for code points above every other code unit.
        var firstIsHigh = char.IsSurrogate(first);
        return firstIsHigh == char.IsSurrogate(second) ? first.CompareTo(second) : firstIsHigh ? 1 : -1;
    }
}
