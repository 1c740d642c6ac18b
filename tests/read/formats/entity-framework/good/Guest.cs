// minlint: purpose=bookings

using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Example.Hotel;

/// <summary>Somebody who stays.</summary>
[Table("gaeste")]
[Index(nameof(Passport), IsUnique = true)]
[Index(nameof(Surname), nameof(Born))]
[Comment("kept for two years")]
public class Guest : Stamped
{
    public int Id { get; set; }

    [Required, MaxLength(80)]
    public string GivenName { get; set; } = null!;

    [StringLength(120, MinimumLength = 2)]
    [Column("nachname", TypeName = "varchar(120)")]
    public required string Surname { get; set; }

    [EmailAddress] public string? Email { get; set; } // minlint: allow X101 until 2030-01-31 because confirmations go there

    [DataType(DataType.Date), Display(Name = "Date of birth")]
    public DateTime Born { get; set; }

    public DateOnly? Arrives { get; init; }

    // Größe 𝄞 in cm
    public decimal Height { get; set; }

    public string Passport { get; set; } = default!;

    public Sex Sex { get; set; } = Sex.Unknown;
    public Sex? Registered { get; set; }

    public List<string> Languages { get; set; } = new();

    public Address Home { get; set; } = null!;

    public ICollection<Address> Former { get; } = new List<Address>();

    public Dictionary<string, int> Scores { get; set; } = new();

    public int? CompanyId { get; set; }
    public virtual Company? Company { get; set; }

    public Guid AgentKey { get; set; }

    [ForeignKey(nameof(AgentKey))]
    public Agent Agent { get; set; } = null!;

    public Room? Room { get; set; }

    public virtual ICollection<Stay> Stays { get; set; } = new List<Stay>();

    [DatabaseGenerated(DatabaseGeneratedOption.Computed)]
    public string FullName { get; private set; } = null!;

    [Timestamp] public byte[] Version { get; set; } = null!;
    public byte[]? Photo { get; set; }

    public bool Vip { get; set; } = false;

    [NotMapped] public string Scratch { get; set; } = "";
    public string Initials => GivenName[..1];
    public static int Count { get; set; }
    private string Hidden { get; set; } = "";
    public void Greet() { var x = new { Name = "a" }; }
}

public enum Sex { Female, Male, Unknown }

[Owned]
public record Address([property: MaxLength(120)] string Street, string? City);

public class Room
{
    [Key] public Guid Code { get; set; }
    public int Floor { get; set; }
}
