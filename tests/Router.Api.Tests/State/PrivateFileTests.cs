using Router.Api.State;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.State;

public sealed class PrivateFileTests
{
    [Fact]
    public void Replace_LeavesTheOwnersFile_WhateverACrashLeftBehind()
    {
        using var folder = new TestFolder();
        string path = folder.Write("keys.json", "old");
        folder.Write("keys.json.new", "half written");

        PrivateFile.Replace(path, "new"u8);

        Assert.Equal("new", File.ReadAllText(path));
        Assert.False(File.Exists($"{path}.new"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Create_NeverTouchesAFileThatIsThere()
    {
        using var folder = new TestFolder();
        string path = folder.Write("master.key", "old");

        Assert.Throws<IOException>(() => PrivateFile.Create(path, "new"u8));
        Assert.Equal("old", File.ReadAllText(path));
    }
}
