namespace Router.Core.Tests.Spend.Properties;

internal enum SpendStepKind
{
    Reserve,
    Extend,
    Settle,
    Interrupt,
    Wait,
    Configure,
}
