namespace Router.Api.Tests.Doctor;

/// <summary>What a request of the doctor is about.</summary>
internal enum Want
{
    Page,
    Whole,
    Stream,
    Tool,
    Count,
    Overflow,
}
