using System.Diagnostics;
using Router.Core.Caching;

namespace Router.Core.Tests.Caching;

public sealed class FolderAnswerStoreTests : BoundedAnswerStoreContract, IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("router-answers-");
    private readonly List<Exception> _refused = [];

    private string Folder => Path.Combine(_above.FullName, "cache");

    [Fact]
    public async Task Restart_FindsWhatWasKept_WithItsLabelAndTime()
    {
        await Open().PutAsync(Key(1), new CacheLabel("one", "a"), Value(1), Hour);
        await Open().PutAsync(Key(2), new CacheLabel("two", "b"), Value(2), 3 * Hour);

        Clock.Now += 2 * Hour;
        FolderAnswerStore again = Open();
        Assert.Null(await again.FindAsync(Key(1)));
        Assert.Equal(Value(2), (await again.FindAsync(Key(2)))!.Value.ToArray());
        Assert.Equal(new CacheLabel("two", "b"), Assert.Single(await again.HoldingsAsync()).Label);
        Assert.Single(Directory.GetFiles(Folder)); // what has expired is gone from the disk too
    }

    [Fact]
    public async Task Files_AreForTheOwnerAloneAndHoldNothingReadable()
    {
        await Open().PutAsync(Key(1), Label, Value(1), Hour);
        string file = Assert.Single(Directory.GetFiles(Folder));
        Assert.DoesNotContain("xxxx", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(1))), file, StringComparison.Ordinal); // the key is not the name
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    [Fact]
    public async Task CutAnywhere_IsNoAnswerAndIsRemoved()
    {
        await Open().PutAsync(Key(1), Label, Value(1), Hour);
        string file = Assert.Single(Directory.GetFiles(Folder));
        byte[] whole = await File.ReadAllBytesAsync(file);
        for (int length = 0; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(file, whole[..length]);
            Assert.Null(await Open().FindAsync(Key(1)));
            Assert.False(File.Exists(file), $"cut at {length}");
        }
    }

    [Fact]
    public async Task ChangedAnywhere_IsNoAnswerAndIsRemoved()
    {
        await Open().PutAsync(Key(1), Label, Value(1), Hour);
        string file = Assert.Single(Directory.GetFiles(Folder));
        byte[] whole = await File.ReadAllBytesAsync(file);
        for (int place = 0; place < whole.Length; place++)
        {
            byte[] changed = [.. whole];
            changed[place] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            Assert.Null(await Open().FindAsync(Key(1)));
            Assert.False(File.Exists(file), $"changed at {place}");
        }
    }

    [Fact]
    public async Task AnothersFileUnderItsName_IsNoAnswer()
    {
        FolderAnswerStore store = Open();
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        await store.PutAsync(Key(2), Label, Value(2), Hour);
        File.Copy(Path.Combine(Folder, Key(1).Name.ToString()), Path.Combine(Folder, Key(2).Name.ToString()), overwrite: true);
        Assert.Null(await store.FindAsync(Key(2)));
        Assert.NotNull(await store.FindAsync(Key(1)));
    }

    [Fact]
    public async Task Start_RemovesWhatACrashLeftAndNothingOfOthers()
    {
        Directory.CreateDirectory(Folder);
        string half = Path.Combine(Folder, $"{Key(1).Name}.new-1"), notes = Path.Combine(Folder, "notes.txt");
        await File.WriteAllTextAsync(half, "RCA1");
        await File.WriteAllTextAsync(notes, "mine");
        Assert.Empty(await Open().HoldingsAsync());
        Assert.Equal([notes], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task SmallerAfterARestart_DeletesTheOldestFiles()
    {
        FolderAnswerStore store = Open();
        for (int number = 0; number < 10; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
            File.SetLastWriteTimeUtc(Path.Combine(Folder, Key(number).Name.ToString()), Clock.Now.UtcDateTime.AddSeconds(number));
        }

        FolderAnswerStore again = Open(5 * FolderAnswerStore.Block);
        Assert.True((await again.HoldingsAsync()).Single().Entries < 5);
        Assert.Null(await again.FindAsync(Key(0)));
        Assert.NotNull(await again.FindAsync(Key(9)));
        Assert.True(Directory.GetFiles(Folder).Length < 5);
    }

    [Fact]
    public async Task GoneFile_IsAMiss()
    {
        FolderAnswerStore store = Open();
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        Directory.Delete(Folder, recursive: true);
        Assert.Null(await store.FindAsync(Key(1)));
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        Assert.NotNull(await store.FindAsync(Key(1)));
        Assert.Empty(_refused);
    }

    /// <summary>A file stands where the folder should be.</summary>
    [Fact]
    public async Task DiskThatRefuses_CostsHitsAndIsTold()
    {
        await File.WriteAllTextAsync(Folder, "in the way");
        FolderAnswerStore store = Open();
        Assert.False(await store.PutAsync(Key(1), Label, Value(1), Hour));
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.Equal(0, await store.ClearAsync(new CacheSelection()));
        Assert.NotEmpty(_refused);
    }

    /// <summary>Links that lead to themselves: nobody can read them, not even root.</summary>
    [Fact]
    public async Task UnreadableFiles_CostThemselvesAloneAndAreToldOnce()
    {
        FolderAnswerStore store = Open();
        for (int number = 0; number < 5; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
            File.SetLastWriteTimeUtc(Path.Combine(Folder, Key(number).Name.ToString()), DateTime.UtcNow.AddHours(1)); // behind the bad ones
        }

        foreach (int bad in (int[])[100, 101])
        {
            string name = Path.Combine(Folder, Key(bad).Name.ToString());
            File.CreateSymbolicLink(name, name);
        }

        FolderAnswerStore again = Open();
        Assert.Equal(5, Assert.Single(await again.HoldingsAsync()).Entries);
        Assert.NotNull(await again.FindAsync(Key(4)));
        Assert.Equal(5, Directory.GetFiles(Folder).Length);
        Assert.Single(_refused);
    }

    /// <summary>A pipe among the files: it is read until the test closes it.</summary>
    [Fact]
    public async Task WhileTheFolderIsRead_SettingItsSizeWaitsForNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a pipe with a name");
        await Open().PutAsync(Key(1), Label, Value(1), Hour);
        string pipe = Path.Combine(Folder, Key(2).Name.ToString());
        using (var mkfifo = Process.Start("mkfifo", pipe))
        {
            await mkfifo.WaitForExitAsync();
        }

        FolderAnswerStore store = Open();
        await using (await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))) // opens when it is being read
        {
            await Task.Run(() => store.MaxBytes = 0).WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Empty(await store.HoldingsAsync());
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task SmallerAndLargerAgain_KeepsWithinTheLastSize()
    {
        FolderAnswerStore store = Open();
        for (int number = 0; number < 10; number++)
        {
            await store.PutAsync(Key(number), Label, Value(number), Hour);
        }

        store.MaxBytes = 5 * FolderAnswerStore.Block;
        Assert.InRange((await store.HoldingsAsync()).Single().Entries, 1, 4);
        Assert.InRange(Directory.GetFiles(Folder).Length, 1, 4);
        store.MaxBytes = 1 << 20;
        await store.HoldingsAsync();
        Assert.True(await store.PutAsync(Key(20), Label, Value(20), Hour));
        Assert.NotNull(await store.FindAsync(Key(20)));
    }

    public void Dispose() => _above.Delete(recursive: true);

    /// <inheritdoc/>
    protected override ValueTask<IAnswerStore> CreateAsync(long maxBytes) => ValueTask.FromResult<IAnswerStore>(Open(maxBytes));

    private FolderAnswerStore Open(long maxBytes = 1 << 20) => new(Folder, Clock, maxBytes, _refused.Add);
}
