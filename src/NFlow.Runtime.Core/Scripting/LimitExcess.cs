namespace NFlow.Runtime.Scripting;

/// <summary>A limit that a run's scripts passed.</summary>
/// <param name="Name">One of <see cref="LimitNames"/>.</param>
/// <param name="Limit">The value of the limit, in the limit's unit.</param>
/// <param name="Used">What had been used when it was noticed.</param>
internal sealed record LimitExcess(string Name, long Limit, long Used);
