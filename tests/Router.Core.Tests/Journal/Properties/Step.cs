namespace Router.Core.Tests.Journal.Properties;

/// <summary>Something that happens to a journal.</summary>
internal readonly record struct Step(StepKind Kind, int Count, int Size);
