using System.ComponentModel.DataAnnotations;

public class Visitor
{
    [Key] public int Id { get; set; }
    [Required] public string Name { get; set; }
    public string E Mail { get; set; }
    public string? Phone { get; set; }
}
