<?php

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('guests', function (Blueprint $table) {
            $table->string('name');
            $table->string('e mail' 320);
            $table->string('phone');
        });
    }
};
