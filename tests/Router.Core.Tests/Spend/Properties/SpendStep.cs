namespace Router.Core.Tests.Spend.Properties;

/// <summary>One command of a random run; what its numbers mean depends on the kind.</summary>
internal readonly record struct SpendStep(SpendStepKind Kind, int A, int B, int C);
