using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration;

public sealed class RouterEnvironmentTests
{
    private readonly RouterEnvironment _environment = Loaded.Environment(("A", " a "), ("B", ""), ("C", " \n"), ("D", "d"));

    [Theory]
    [InlineData("A", "a")]
    [InlineData("D", "d")]
    [InlineData("B", null)]
    [InlineData("C", null)]
    [InlineData("E", null)]
    [InlineData("a", null)]
    public void Value_IsTrimmedAndEmptyCountsAsNotSet(string name, string? value) => Assert.Equal(value, _environment.Get(name));

    [Theory]
    [InlineData("D A", "D")]
    [InlineData("B C A", "A")]
    [InlineData("B E", null)]
    [InlineData("", null)]
    public void FirstSet_IsTheFirstWithAValue(string names, string? first) => Assert.Equal(first, _environment.FirstSet(names.Split(' ')));

    [Fact]
    public void OfProcess_ReadsTheVariablesOfThisProcess() =>
        Assert.Equal(Environment.GetEnvironmentVariable("PATH")!.Trim(), RouterEnvironment.OfProcess().Get("PATH"));
}
