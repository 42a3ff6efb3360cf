namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>Choices that a seed repeats.</summary>
internal sealed class FuzzRandom(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int count) => _random.Next(count);

    public bool Once(int outOf) => _random.Next(outOf) == 0;

    public T Of<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
