namespace Router.Core.Caching;

/// <summary>The files of a folder store: one an answer, named as the answer is, for the owner alone (folder 0700, files 0600).</summary>
internal sealed class AnswerFolder(string path)
{
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private long _written;

    /// <summary>
    /// The names of whole answers, the oldest file first. What a crash left behind, and answers that are cut, expired or can't be read, is deleted; what is not this store's is left alone.
    /// One bad file costs itself, not those behind it.
    /// </summary>
    /// <param name="isWanted">Whether an answer is still wanted.</param>
    /// <param name="refused">Hears the first refusal of the disk: one for all.</param>
    public IReadOnlyList<(AnswerName Name, SealedHead Head)> Read(Func<SealedHead, bool> isWanted, Action<Exception> refused)
    {
        List<(AnswerName, SealedHead)> found = [];
        Exception? first = null;
        byte[] start = new byte[SealedAnswer.LongestHead];
        foreach (FileInfo file in Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().OrderBy(static file => file.LastWriteTimeUtc) : Enumerable.Empty<FileInfo>())
        {
            if (!AnswerName.TryParse(Path.GetFileNameWithoutExtension(file.Name), out AnswerName name))
            {
                continue;
            }

            if (file.Extension.Length == 0 && ReadHead(file, start, ref first) is { } head && isWanted(head))
            {
                found.Add((name, head));
            }
            else if (file.Extension.Length == 0 || file.Extension == Unfinished || file.Extension.StartsWith($"{Unfinished}-", StringComparison.Ordinal))
            {
                Delete(file, ref first);
            }
        }

        if (first is not null)
        {
            refused(first);
        }

        return found;
    }

    /// <summary>The bytes of a file; null when it is gone.</summary>
    public async Task<byte[]?> ReadAsync(AnswerName name)
    {
        try
        {
            return await File.ReadAllBytesAsync(Of(name)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file beside its place. Nothing is forced onto the disk: a file that a crash cut is not opened.</summary>
    /// <returns>Where it is; <see cref="Keep"/> puts it in its place.</returns>
    public async Task<string> WriteAsync(AnswerName name, ReadOnlyMemory<byte> bytes)
    {
        Create();
        string fresh = $"{Of(name)}{Unfinished}-{Interlocked.Increment(ref _written)}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        try
        {
            var stream = new FileStream(fresh, options);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            File.Delete(fresh); // a full disk must not stay full of halves
            throw;
        }

        return fresh;
    }

    /// <summary>Puts a written file in its place.</summary>
    public void Keep(string fresh, AnswerName name) => File.Move(fresh, Of(name), overwrite: true);

    /// <summary>Deletes a file; one that is gone stays so.</summary>
    public void Delete(AnswerName name)
    {
        if (Directory.Exists(path))
        {
            File.Delete(Of(name));
        }
    }

    private static SealedHead? ReadHead(FileInfo file, byte[] start, ref Exception? first)
    {
        try
        {
            using FileStream stream = file.OpenRead();
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return SealedAnswer.ReadHead(start.AsSpan(0, length)) is { } head && head.Length == file.Length ? head : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            first ??= exception;
            return null;
        }
    }

    private static void Delete(FileInfo file, ref Exception? first)
    {
        try
        {
            file.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            first ??= exception;
        }
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    private string Of(AnswerName name) => Path.Combine(path, name.ToString());
}
