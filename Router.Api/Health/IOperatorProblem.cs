namespace Router.Api.Health;

/// <summary>Something that an operator must look at while it lasts; /health tells admins.</summary>
internal interface IOperatorProblem
{
    /// <summary>What is wrong, a sentence; null when nothing is.</summary>
    string? Problem { get; }
}
