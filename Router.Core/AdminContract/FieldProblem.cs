namespace Router.Core.AdminContract;

/// <summary>What is wrong with a field of an order.</summary>
/// <param name="Field">The field, as the admin API calls it: <c>budget.usd</c>, <c>models[0]</c>.</param>
/// <param name="Text">What is wrong with it and how to fix it, without a full stop.</param>
public sealed record FieldProblem(string Field, string Text)
{
    /// <summary>Field and text.</summary>
    public override string ToString() => $"{Field}: {Text}.";
}
