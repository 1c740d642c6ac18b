<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

// minlint: purpose=membership
return new class extends Migration
{
    public function up(): void
    {
        // Those who belong to the club.
        Schema::create('members', function (Blueprint $table) {
            $table->comment('kept for ten years');
            $table->id();
            $table->string('email', 320)->unique(); // minlint: allow X101 until 2030-01-31 because asked for
            $table->string('first_name', length: 80);
            $table->string('phone')->nullable();
            $table->date('dob')->comment('day of birth');
            $table->decimal('height', 5, 2)->nullable()->default(null); // größer 𝄞
            $table->enum('standing', ['open', 'closed'])->default('open');
            $table->json('settings');
            $table->ipAddress();
            $table->foreignId('club_id')->constrained()->onDelete('cascade');
            $table->foreignId('trainer_id')->nullable()->constrained('members');
            $table->foreignIdFor(Branch::class);
            $table->unsignedBigInteger('referrer');
            $table->string('ssn');
            $table->string('full_name')->virtualAs('concat(first_name)');
            $table->morphs('owner');
            $table->rememberToken();
            $table->timestamps();
            $table->softDeletes();
            $table->foreign('referrer')->references('id')->on('members');
            $table->unique('phone');
            $table->index(['email', 'dob']);
        });

        if (! Schema::hasTable('letters')) {
            Schema::create('letters', fn (Blueprint $table) => $table->text('body'));
        }

        // minlint: purpose=membership,billing
        Schema::connection('billing')->create('payments', function (Blueprint $table) {
            $table->uuid('id')->primary();
            $table->string('iban', 34);
            $table->timestamp('paid')->useCurrent();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('members');
    }
};
