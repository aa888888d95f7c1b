namespace Router.Core.Tests.Admission.Properties;

/// <summary>One command of a random run; what its numbers mean depends on the kind.</summary>
internal readonly record struct Step(StepKind Kind, int A, int B, int C);
