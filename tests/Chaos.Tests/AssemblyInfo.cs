using Xunit;

// Memory is measured, and time runs fast: one storm at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
