namespace Chaos;

/// <summary>What a provider does with one request, and the numbers that it takes.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">A random number ≥ 0: where to cut or to hang, how large the pieces are, which status it is.</param>
public readonly record struct Deed(DeedKind Kind, int Number);
