using AdminPortal.EndToEnd.Tests.Running;

// One browser and one portal serve all tests, and a test may order faults: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(PortalFixture))]
[assembly: AssemblyFixture(typeof(ChromiumFixture))]
