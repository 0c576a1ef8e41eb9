using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Routing;

/// <summary>A part of the API: its operations and its initial data. <see cref="Sections"/> lists them.</summary>
internal interface ISection
{
    /// <summary>Stores the initial resources of an account.</summary>
    void Fill(AccountState account, SandboxOptions options);

    /// <summary>Declares the operations.</summary>
    void Map(ApiRoutes routes);
}
