using Microsoft.EntityFrameworkCore;

namespace Example.Hotel;

public class HotelContext : DbContext
{
    public DbSet<Guest> Guests { get; set; }
    public DbSet<Stay> Stays => Set<Stay>();
    public DbSet<Payment> Payments { get; set; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Payment>().HasKey(p => p.Number);
        builder.Entity<Payment>().Property(p => p.Iban).IsRequired().HasMaxLength(34).HasColumnName("konto");
        builder.Entity<Payment>(each =>
        {
            each.Property(x => x.Note).IsRequired(false);
            each.Property(x => x.Paid).HasDefaultValueSql("now()");
            each.HasIndex(x => x.Mandate).IsUnique();
            each.Ignore(x => x.Scratch);
            each.OwnsOne(x => x.Payer);
        });
    }
}

public class Payment
{
    public string Number { get; set; } = null!;
    public string Iban { get; set; }
    public string Note { get; set; }
    public DateTime Paid { get; set; }
    public string? Mandate { get; set; }
    public string Scratch { get; set; }
    public Payer Payer { get; set; }
}

public class Payer
{
    public string Name { get; set; }
}
