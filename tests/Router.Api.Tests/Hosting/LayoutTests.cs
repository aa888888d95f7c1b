using System.Xml.Linq;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Hosting;

/// <summary>Arrows between projects point one way only.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("Router.Protocol", "")]
    [InlineData("Router.Core", "Router.Protocol")]
    [InlineData("Router.Dashboard", "Router.Core")]
    [InlineData("Router.Api", "Router.Core Router.Dashboard Router.Protocol")]
    public void Project_ReferencesOnlyWhatItMay(string project, string allowed)
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, project, $"{project}.csproj"));

        IEnumerable<string> references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

        Assert.Subset(allowed.Split(' ').ToHashSet(), references.ToHashSet());
    }

    [Fact]
    public void NoProject_IsAGrabBag() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)),
            name => name.Split('.')[^1] is "Common" or "Shared" or "Utils" or "Helpers");

    [Fact]
    public void Filter_IsAPartOfTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "aspire.sln"));
        string filter = File.ReadAllText(Path.Combine(Repository.Root, "router.slnf"));
        string[] projects = [.. Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('/', '\\'))];

        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
        Assert.All(projects.Where(project => project.StartsWith("tests", StringComparison.Ordinal) && !IsOfTheFleet(project)), project => Assert.Contains(project.Replace("\\", "\\\\", StringComparison.Ordinal), filter, StringComparison.Ordinal));
    }

    /// <summary>What the fleet needs restores from the public registry only.</summary>
    private static bool IsOfTheFleet(string project)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, project.Replace('\\', Path.DirectorySeparatorChar)));
        return text.Contains("Router.Fleet.csproj", StringComparison.Ordinal) || text.Contains("AppHost.csproj", StringComparison.Ordinal);
    }
}
