using AdminPortal.Changes.Access;
using AdminPortal.Changes.Budget;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Journal.Tables;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Sessions;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Store;

/// <summary>The portal's tables, the same on both engines. <see cref="PortalStore"/> gives a context whose tables exist.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Preference> Preferences => Set<Preference>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<ReadOnlyRow> ReadOnly => Set<ReadOnlyRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<HeadRow> Heads => Set<HeadRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<ResourceRow> Resources => Set<ResourceRow>();

    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    /// <summary>An account's head, kept from everybody else who would lock it until the transaction ends.</summary>
    public abstract IQueryable<HeadRow> LockHead(string account);

    /// <summary>Changes that come after this one in a list with the newest first, said so that the engine finds the place in an index.</summary>
    public abstract IQueryable<ChangeRow> Older(IQueryable<ChangeRow> rows, long at, string id);

    /// <summary>Changes that come before this one in such a list.</summary>
    public abstract IQueryable<ChangeRow> Newer(IQueryable<ChangeRow> rows, long at, string id);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Preference>().HasKey(preference => new { preference.Person, preference.Name });
        modelBuilder.Entity<DraftRow>().HasKey(draft => new { draft.Person, draft.Account, draft.Kind, draft.ResourceId });
        modelBuilder.Entity<DraftRow>().HasIndex(draft => draft.UpdatedAt);
        modelBuilder.Entity<SessionRow>().ToTable("Sessions").HasKey(session => session.Id);
        modelBuilder.Entity<SessionRow>().HasIndex(session => session.Person);
        modelBuilder.Entity<SessionRow>().HasIndex(session => session.ExpiresAt);
        modelBuilder.Entity<PersonRow>().ToTable("People").HasKey(person => person.Person);
        modelBuilder.Entity<ReadOnlyRow>().ToTable("ReadOnly").HasKey(row => row.Id);
        modelBuilder.Entity<ReadOnlyRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<InstanceRow>().ToTable("Instances").HasKey(instance => instance.Id);
        modelBuilder.AddJournal();
    }
}

/// <summary>The tables in SQLite, with migrations of its own.</summary>
internal sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options)
{
    /// <inheritdoc/>
    public override IQueryable<HeadRow> LockHead(string account) =>
        // The transaction has the file's only write lock already.
        Heads.FromSql($"""SELECT * FROM "Heads" WHERE "Account" = {account}""");

    /// <inheritdoc/>
    public override IQueryable<ChangeRow> Older(IQueryable<ChangeRow> rows, long at, string id) =>
        // The first half is for the index, which the second alone does not lead to.
        rows.Where(row => row.At <= at && (row.At < at || string.Compare(row.Id, id) < 0));

    /// <inheritdoc/>
    public override IQueryable<ChangeRow> Newer(IQueryable<ChangeRow> rows, long at, string id) =>
        rows.Where(row => row.At >= at && (row.At > at || string.Compare(row.Id, id) > 0));
}

/// <summary>The tables in PostgreSQL, with migrations of its own.</summary>
internal sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options) : PortalDbContext(options)
{
    /// <inheritdoc/>
    public override IQueryable<HeadRow> LockHead(string account) => Heads.FromSql($"""SELECT * FROM "Heads" WHERE "Account" = {account} FOR UPDATE""");

    /// <inheritdoc/>
    public override IQueryable<ChangeRow> Older(IQueryable<ChangeRow> rows, long at, string id) =>
        rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.At, row.Id), ValueTuple.Create(at, id)));

    /// <inheritdoc/>
    public override IQueryable<ChangeRow> Newer(IQueryable<ChangeRow> rows, long at, string id) =>
        rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.At, row.Id), ValueTuple.Create(at, id)));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<BudgetCallRow>().ToTable("BudgetCalls").HasKey(call => call.Id);
        modelBuilder.Entity<BudgetCallRow>().HasIndex(call => new { call.Credential, call.EndedAt });

        // Texts sort by their bytes, as in SQLite, whatever locale the database was created with: paging compares them.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(property => property.ClrType == typeof(string)))
        {
            property.SetCollation("C");
        }
    }
}
